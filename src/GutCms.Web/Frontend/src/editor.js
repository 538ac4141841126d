import Sortable from 'sortablejs';
window.x=Sortable
